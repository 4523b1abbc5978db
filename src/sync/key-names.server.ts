// What the keys are called under which records lie in the database. The keys of tablets are in keys.ts.

const childKeys = 'child:';
export const childKeyId = (child: string): string => `${childKeys}${child}`;

/**
 * Of a nursery or programme, for what is about no baby. It is on no tablet: a key that a tablet once held opens nothing of the database. What was
 * written before there was one lies under the first of the nursery's keys until it is written again.
 */
export const sharedKeyId = (counter: string): string => `rest:${counter}`;

/** Between the names of keys that are needed together; no id has it in it. */
export const and = '+';

/** The baby whose key is needed to open this; null: it is about none. */
export const childIn = (key: string): string | null =>
  key
    .split(and)
    .find(one => one.startsWith(childKeys))
    ?.slice(childKeys.length) ?? null;

/** A key that is made of several others is in nobody's keeping. */
export const isMadeOfOthers = (key: string): boolean => key.includes(and);
