import { buttonClass } from "@/components/ui/button-class";
import { cx } from "@/components/ui/cx";

export interface ProviderButtonsProps {
  providers: readonly { id: string; name: string }[];
  callbackUrl: string;
  action: (form: FormData) => Promise<void>;
}

/** "Continue with GitHub": plain forms, no JavaScript needed. */
export function ProviderButtons({ providers, callbackUrl, action }: ProviderButtonsProps) {
  return (
    <div className="mt-4 flex flex-col gap-2 border-t border-hairline pt-4">
      {providers.map((provider) => (
        <form key={provider.id} action={action}>
          <input type="hidden" name="provider" value={provider.id} />
          <input type="hidden" name="callbackUrl" value={callbackUrl} />
          <button type="submit" className={cx(buttonClass("secondary"), "w-full")}>
            Continue with {provider.name}
          </button>
        </form>
      ))}
    </div>
  );
}
