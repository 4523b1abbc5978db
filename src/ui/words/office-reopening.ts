// A new PIN for somebody who has forgotten hers, in the office: by two people and 72 hours, or one's own at once.
import { define } from './define';

export const officeReopeningWords = define('office-reopening', {
  title: 'She has forgotten her PIN',
  help: 'With her recovery card she makes a new one herself, at once, on any tablet of hers. Without it two people who lead have to agree, and 72 hours later one of you prints a new PIN. She is told on her tile all the while and can stop it.',
  ask: 'Ask for a new PIN',
  askHelp: 'Please make sure that it is really she who asks. Nobody reads her words meanwhile, and everything that she wrote stays.',
  askIt: 'Yes, she has asked me',
  notNow: 'Not now',
  asked: '{name} asked for it on {day}, {time}.',
  needsSecond: 'A second person has to agree: somebody else who leads this nursery or its programme. It lapses on {day}.',
  agree: 'I agree',
  agreeHelp:
    'By agreeing you say that she has asked for it, as far as you know. 72 hours later one of the two of you can print her new PIN.',
  agreed: '{name} has agreed.',
  waiting: 'From {day}, {time}, one of the two can print her new PIN. Until then she can stop it on her tablet.',
  ready: 'Her new PIN can be printed now, once, until {day}. The PIN that she had ends with it.',
  notOfTwo: 'That is for the two who have agreed on it.',
  print: 'Make the slip with her new PIN',
  withdraw: 'Take it back',
  tag: 'New PIN asked for',
  tagReady: 'New PIN to print',

  ownPin: 'Your PIN on the tablets',
  ownPinHelp:
    'Have you forgotten it, or does a tablet not open for you any more? Here you get a new one at once. What you wrote stays as it is.',
  passphrase: 'Your passphrase',
  makeOwn: 'Make a new PIN for me',
});
