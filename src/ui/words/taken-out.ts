// A tablet that was taken out of use: how its words are handed over, and what to do with it afterwards.
import { define } from './define';

export const takenOutWords = define('taken-out', {
  leaving: 'This tablet was taken out of use',
  leavingLead: 'What was written on it is being handed over to the nursery’s server.',
  leavingHelp: 'Please leave it switched on and near the Wi-Fi until it says that it is empty. No word is lost.',
  empty: 'This tablet is empty now',
  emptyLead: 'Every word that waited here is with the nursery’s server, and nothing of Larkrise is left on this tablet.',
  emptyHelp: 'Please give it to your leader. To use it here again, she makes a new code in the office.',
});
