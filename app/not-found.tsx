import { NotFoundPage } from "@/components/shell/not-found-page";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <NotFoundPage />
    </main>
  );
}
