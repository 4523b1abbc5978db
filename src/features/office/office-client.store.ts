// Speaks to the office: where the server wants somebody to sign in or her second factor again, that is asked, and the act is done by itself.
import type * as v from 'valibot';
import type { Http, HttpAnswer, HttpTrouble } from '../../device/http';
import { parse } from '../../kernel/parse';
import { type Result, trouble } from '../../kernel/result';
import { type OfficeTrouble, officeAnswer } from './office-protocol';

/** Why something was not done; `wait` comes with its seconds. */
export interface OfficeProblem {
  readonly name: OfficeTrouble | HttpTrouble;
  readonly seconds?: number;
}

export type OfficeOutcome<Value> = Result<Value, OfficeProblem>;

/** What stands between an act and the server: each resolves to whether she came through. */
export interface OfficeDoors {
  signIn(): Promise<boolean>;
  prove(): Promise<boolean>;
}

export interface OfficeClient {
  ask<Schema extends v.GenericSchema>(path: string, gives: Schema): Promise<OfficeOutcome<v.InferOutput<Schema>>>;
  act<Schema extends v.GenericSchema>(path: string, body: object, gives: Schema): Promise<OfficeOutcome<v.InferOutput<Schema>>>;
}

function read<Schema extends v.GenericSchema>(answer: HttpAnswer, gives: Schema): OfficeOutcome<v.InferOutput<Schema>> {
  if (!answer.ok) return trouble({ name: answer.trouble });
  const said = parse(officeAnswer(gives), answer.value);
  if (!said.ok) return trouble({ name: 'server-trouble' });
  if (said.value.ok) return said.value as OfficeOutcome<v.InferOutput<Schema>>;
  const { trouble: name, seconds } = said.value as { trouble: OfficeTrouble; seconds?: number };
  return trouble({ name, ...(seconds !== undefined && { seconds }) });
}

/** Signing in counts as a proof, so no act passes more doors than these. */
const mostDoors = 3;

/** Without doors everything comes back as it is. */
export function createOfficeClient(http: Http, doors?: OfficeDoors): OfficeClient {
  const through = async <Value>(send: () => Promise<OfficeOutcome<Value>>): Promise<OfficeOutcome<Value>> => {
    for (let tries = 0; ; tries += 1) {
      const outcome = await send();
      if (outcome.ok || !doors || tries === mostDoors) return outcome;
      const { name } = outcome.trouble;
      if (name !== 'signed-out' && name !== 'prove-again') return outcome;
      if (!(await (name === 'signed-out' ? doors.signIn() : doors.prove()))) return outcome;
    }
  };
  return {
    ask: (path, gives) => through(async () => read(await http.get(path), gives)),
    act: (path, body, gives) => through(async () => read(await http.post(path, body), gives)),
  };
}
