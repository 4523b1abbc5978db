// Where else somebody can turn: said wherever a complaint is written, read or printed.
import { complaintWords as words } from '../../ui/words/complaints';
import { say } from '../../ui/words/say';

export const Regulator = () => <p class="complaint-regulator small soft">{say(words.regulator)}</p>;
