// All scenes by the name that a narration calls them.
import { babyScenes } from './scenes-babies.mjs';
import { outingScenes } from './scenes-outings.mjs';
import { peopleScenes } from './scenes-people.mjs';
import { roomScenes } from './scenes-rooms.mjs';

export const scenes = { ...babyScenes, ...peopleScenes, ...roomScenes, ...outingScenes };
