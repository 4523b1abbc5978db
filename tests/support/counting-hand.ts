// A hand that finds everything by what the screen calls it, and counts what it does: nothing is reached by an address or a selector.
import type { Locator, Page } from 'playwright-core';

type Role = Parameters<Page['getByRole']>[0];

export interface CountingHand {
  /** One act. `within`: the part of the screen that she looks at, where two things have the same name. */
  tap(role: Role, name: string | RegExp, within?: Locator): Promise<void>;
  /** One act for the text, and one more for tapping the field where it does not wait for words already. */
  write(label: string, text: string): Promise<void>;
  /** The digits of a PIN on the pad: counted apart from acts, because everybody's PIN is as long. */
  typePin(pin: string): Promise<void>;
  /** What was done since the last time that this was asked. */
  counted(): { readonly acts: number; readonly digits: number };
}

const exactly = (name: string | RegExp) => (typeof name === 'string' ? { name, exact: true } : { name });

export function countingHand(page: Page): CountingHand {
  let [acts, digits] = [0, 0];
  const tap: CountingHand['tap'] = async (role, name, within) => {
    await (within ?? page).getByRole(role, exactly(name)).click();
    acts += 1;
  };
  return {
    tap,
    async write(label, text) {
      const field = page.getByLabel(label, { exact: true });
      await field.waitFor();
      if (!(await field.evaluate(element => element === document.activeElement))) {
        await field.click();
        acts += 1;
      }
      await page.keyboard.type(text);
      acts += 1;
    },
    async typePin(pin) {
      for (const digit of pin) {
        await page.getByRole('button', { name: digit, exact: true }).click();
        digits += 1;
      }
    },
    counted() {
      const done = { acts, digits };
      [acts, digits] = [0, 0];
      return done;
    },
  };
}
