// A programme lead's Today: the programme as a nursery's tablet has it.
import { define } from './define';

export const todayOfficeWords = define('today-office', {
  moduleOf: 'Module {number} of {all}',
  inside:
    '{minutes, plural, one {1 minute} other {# minutes}} with {parts, plural, one {1 part} other {# parts}} to watch and {texts, plural, =0 {nothing} one {1 text} other {# texts}} to read',
  fetchIt: 'Fetch it now',
  lookThrough: 'Look through module {number}',
  lookedThrough: 'You have watched every module',
  lookedThroughHelp: 'Look at any of them again, as a nursery’s tablet shows it.',
  seeModules: 'See the modules',
  nothing: 'No programme is here yet',
  nothingHelp: 'It comes to this tablet with the next contact to the server.',
  contentsTitle: 'What is in the programme',
  contents: '{count, plural, one {1 module} other {# modules}}, {hours} in all.',
  hours: '{count, plural, one {1 hour} other {# hours}}',
  minutes: '{count, plural, one {1 minute} other {# minutes}}',
  module: 'Module {number}',
  parts: '{count, plural, one {1 part to watch} other {# parts to watch}}',
  prompts: '{count, plural, one {1 question to think about} other {# questions to think about}}',
  gapTask: 'Gap task: {title}',
  texts: '{count, plural, =0 {nothing to read} one {1 text to read} other {# texts to read}}',
});
