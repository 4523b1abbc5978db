// A fault that nobody foresaw must not leave somebody before a button that hangs: it is told to her in a sentence, and to the console as the bug it is.
import { type Result, trouble } from '../kernel/result';

export const orBrokenDown = <Value, Trouble>(work: Promise<Result<Value, Trouble>>): Promise<Result<Value, Trouble | 'broken-down'>> =>
  work.catch((fault: unknown) => {
    console.error(fault);
    return trouble('broken-down');
  });
