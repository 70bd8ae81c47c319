import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  to: string[];
  /** The whole message as it came over the wire. */
  source: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** Answers recipients with this status from now on; null: takes them. */
  refuseWith: (status: number | null) => void;
  /** Takes messages without saying so until the answer is called. */
  hold: () => () => void;
  close: () => Promise<void>;
}

/** A real SMTP server on loopback, without encryption, on a port of its own or the one given. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  let refusal: number | null = null;
  let held = Promise.resolve();
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo(_address, _session, done) {
      if (refusal === null) return done();
      done(Object.assign(new Error("No such mailbox"), { responseCode: refusal }));
    },
    onData(stream, session, done) {
      let source = "";
      stream.setEncoding?.("utf8");
      stream.on("data", (part: Buffer | string) => (source += part.toString()));
      const answer = async () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        await held;
        done();
      };
      stream.on("end", () => void answer());
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", () => resolve()));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refuseWith: (status) => (refusal = status),
    hold() {
      let release = () => {};
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
