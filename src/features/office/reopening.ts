// What is particular to a new PIN by two people: how long she is told of it, and whose second word counts. How it stands is two-people.ts's.
import { days, minutes } from '../../kernel/clock';
import type { Pace } from './two-people';

/** From the second person's word on she has so long to notice it and to stop it. By the server's clock alone. */
const notice = minutes(72 * 60);

export const reopeningPace: Pace = { answer: days(14), wait: notice, lasts: days(14) };

/** Nobody asks or agrees with an account that is younger: else one hand could make itself the other, and be done before it is noticed. */
export const youngestAccount = notice;
