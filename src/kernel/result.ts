// Expected trouble as a value: every function that can fail in an expected way returns a Result.

export type Result<Value, Trouble> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly trouble: Trouble };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });

export const trouble = <Trouble>(name: Trouble): Result<never, Trouble> => ({
  ok: false,
  trouble: name,
});
