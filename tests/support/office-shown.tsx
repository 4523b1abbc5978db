// The office on screen in front of a real server: somebody signs in, reads, types and presses; the cable can be cut.
import { fireEvent, render, screen } from '@testing-library/preact';
import type { Http } from '../../src/device/http';
import { OfficeApp } from '../../src/features/office/OfficeApp';
import { trouble } from '../../src/kernel/result';
import { officeWords } from '../../src/ui/words/office';
import { say } from '../../src/ui/words/say';
import { type Desk, passphrase } from './office-desk';
import { cable } from './server-parts';

interface Cable extends Http {
  isCut: boolean;
}

export function cableTo({ server }: Desk): Cable {
  const whole = cable(server.app);
  const cut = async () => trouble('no-network' as const);
  const one: Cable = {
    isCut: false,
    get: path => (one.isCut ? cut() : whole.get(path)),
    post: (path, body) => (one.isCut ? cut() : whole.post(path, body)),
  };
  return one;
}

const button = (name: string) => screen.findByRole('button', { name });
export const press = async (name: string) => void fireEvent.click(await button(name));
export const type = async (label: string, value: string) =>
  void fireEvent.input(await screen.findByLabelText(label), { target: { value } });

/** Where somebody has come to by a link. */
export function go(hash: string): void {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
}

export async function fillSignIn(name: string, code: string): Promise<void> {
  await type(say(officeWords.signInName), name);
  await type(say(officeWords.passphrase), passphrase);
  await type(say(officeWords.code), code);
  const buttons = await screen.findAllByRole('button', { name: say(officeWords.signIn) });
  fireEvent.click(buttons.at(-1) as HTMLElement);
}

/** Gives what her authenticator shows, and the cable. */
export async function openOffice(desk: Desk, person: string, hash = '') {
  const code = await desk.account(person);
  const http = cableTo(desk);
  go(hash);
  render(<OfficeApp http={http} />);
  await fillSignIn(person, code());
  return { code, http };
}
