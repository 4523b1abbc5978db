// What a sample family has said about its data, as it was written down with them; it waits for the leaders to acknowledge it.

import type { SampleMoment } from './sample-types';

interface SampleComplaint extends SampleMoment {
  readonly baby: string;
  /** Id of the staff member who wrote it down. */
  readonly by: string;
  readonly from: string;
  readonly words: string;
}

export const sampleComplaints: readonly SampleComplaint[] = [
  {
    baby: 'zosia',
    by: 'kasia',
    from: 'Zosia’s mum',
    words:
      'The tablet says that Zosia speaks Polish at home. With her dad she speaks English, so that is only half of it.\n\nAnd on Tuesday the tablet with her board on it lay open on the shelf by the door. Who can see it there?',
    daysAgo: 3,
    at: '17:40',
  },
];
