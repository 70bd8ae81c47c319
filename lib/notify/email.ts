import nodemailer from "nodemailer";
import { type Channel, DeliveryError } from "./channel";
import type { NotifyConfig } from "./config";
import { emailMessage } from "./email-message";

const PATIENCE = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 8_000, dnsTimeout: 5_000 };

/** SMTP by nodemailer. A repeated message has the Message-ID of the first, so that mail programs can drop it. */
export const email: Channel = {
  unready: (config) => whyNoEmail(config),

  async send({ smtpUrl, mailFrom = "", publicUrl }, { id, recipient }, end) {
    const transport = nodemailer.createTransport({
      url: smtpUrl,
      ...PATIENCE,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        ...emailMessage(end, publicUrl),
        from: mailFrom,
        // As an object it is one address, whatever it contains.
        to: { name: "", address: recipient },
        messageId: `<${id}@${/@([^>\s]+)/.exec(mailFrom)?.[1] ?? "swath"}>`,
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      });
    } catch (error) {
      throw explained(error);
    } finally {
      transport.close();
    }
  },
};

/** A sentence that names what is missing; undefined where e-mail is set up. */
export function whyNoEmail({ smtpUrl, mailFrom, publicUrl }: NotifyConfig): string | undefined {
  const needed = { SWATH_SMTP_URL: smtpUrl, SWATH_MAIL_FROM: mailFrom, SWATH_PUBLIC_URL: publicUrl };
  const missing = Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
  return missing.length > 0 ? `E-mail is not set up here: ${missing.join(", ")}.` : undefined;
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

function explained(error: unknown): DeliveryError {
  const { code, responseCode } = error as SmtpError;
  const said = responseCode ? ` (${responseCode})` : "";
  if (code === "EAUTH") return new DeliveryError(`The mail server refused the sign-in${said}.`, { cause: error });
  if (code === "EENVELOPE" || code === "EMESSAGE") {
    const what = code === "EENVELOPE" ? "the address" : "the message";
    const lasting = responseCode !== undefined && responseCode >= 500;
    return new DeliveryError(`The mail server refused ${what}${said}.`, { lasting, cause: error });
  }
  if (code === "ETLS") return new DeliveryError("The mail server offers no safe connection.", { cause: error });
  return new DeliveryError(
    responseCode ? `The mail server refused the message${said}.` : "The mail server can't be reached.",
    { cause: error },
  );
}
