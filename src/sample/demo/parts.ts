// The parts of the demo, each a device at an address of its own, with who is there and what to try first.

export interface DemoPart {
  /** Its address is http://<name>.localhost:<port>/. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly tablet: { readonly name: string; readonly nursery: string | null; readonly person: string | null };
  /** Staff ids whose PINs are shown, in the order in which the text below speaks of them. */
  readonly people: readonly string[];
  readonly tryThis: readonly string[];
}

const quinceStreet = { nursery: 'quince-street', person: null };

export const demoParts: readonly DemoPart[] = [
  {
    name: 'blue',
    title: 'The blue tablet',
    about: 'One of the two tablets that everybody at Quince Street Nursery shares.',
    tablet: { name: 'Blue', ...quinceStreet },
    people: ['amina', 'kasia', 'donna', 'helen'],
    tryThis: [
      'Tap Amina and type her PIN.',
      'Cut the cable. Write a reflection: it is saved here after every pause, even if you close the tab.',
      'Send it to her mentor. Mend the cable, and watch it go from “saved here” to “sent”.',
    ],
  },
  {
    name: 'green',
    title: 'The green tablet',
    about: 'The other one, in the same nursery: what is shared is on both, what is private only opens with its owner’s PIN.',
    tablet: { name: 'Green', ...quinceStreet },
    people: ['donna', 'precious', 'tom', 'helen'],
    tryThis: [
      'Tap Donna, and open the strengths board of a baby in her room; do the same as Kasia on the blue tablet.',
      'Cut both cables. Add a different word on each.',
      'Mend both: each word is there, on both tablets, beside the other.',
    ],
  },
  {
    name: 'mentor',
    title: 'The mentor’s tablet',
    about: 'Ruth’s own. She works with two nurseries and sees what their educators send her, and nothing else.',
    tablet: { name: 'Ruth’s', nursery: null, person: 'ruth' },
    people: ['ruth'],
    tryThis: [
      'Tap Ruth and type her PIN: her Today says what is new. Everything sent to her is under “Shared”, also with the cable cut.',
      'Look for what Amina has just sent from the blue tablet.',
      'Take it back on the blue tablet: it leaves this one, too.',
    ],
  },
  {
    name: 'office',
    title: 'The training officer’s tablet',
    about: 'Denise’s own. She runs the programme for the council: she sees what is in it, and nobody’s words.',
    tablet: { name: 'Denise’s', nursery: null, person: 'denise' },
    people: ['denise'],
    tryThis: [
      'Tap Denise and type her PIN: the programme is there, with what each module contains.',
      'Look through module 1 as a nursery’s tablet shows it: its webcast, what to think about, its gap task, its texts.',
      'Cut the cable: what is ready on this tablet still plays.',
    ],
  },
];
