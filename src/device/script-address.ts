// The app's one Trusted Types policy: only scripts of its own origin may become a worker or the service worker.

interface ScriptPolicy {
  /** Typed as the text that the browser's own functions are declared to take. */
  createScriptURL(address: string): string;
}
interface TrustedTypeMakers {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

const rules: ScriptPolicy = {
  createScriptURL: address => {
    const { origin, href } = new URL(address, location.href);
    if (origin !== location.origin) throw new TypeError('a script from elsewhere');
    return href;
  },
};

/** Makes addresses for `new Worker` and for registering the service worker. The browser allows to make it once. */
export function createScriptAddresses(): (address: string) => string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypeMakers };
  const policy = trustedTypes?.createPolicy('larkrise', rules) ?? rules;
  return address => policy.createScriptURL(address);
}
