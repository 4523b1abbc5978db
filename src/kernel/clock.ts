// The only place that reads the time; everybody else is handed a Clock.

/** Milliseconds since 1970, as this machine believes. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const minutes = (count: number): number => count * 60_000;
export const days = (count: number): number => count * 86_400_000;
