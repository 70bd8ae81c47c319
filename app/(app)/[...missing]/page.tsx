import { notFound } from "next/navigation";

/** An address that no other page has: said inside the frame, so that the way elsewhere stays in reach. */
export default function Missing() {
  notFound();
}
