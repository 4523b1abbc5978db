// Work that one tab of this tablet does at a time.

export type Alone = <Value>(name: string, work: () => Promise<Value>) => Promise<Value>;

/** Where a browser lends no locks, tabs are not kept apart. */
export const aloneHere: Alone = (name, work) => {
  if (!navigator.locks) return work();
  return navigator.locks.request(name, work) as ReturnType<typeof work>;
};
