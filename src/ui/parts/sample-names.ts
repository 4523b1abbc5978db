// Names that have broken screens before, all invented: the parts have to look right with each.

export const names = {
  usual: 'Amina',
  one: 'Q',
  sixty: 'Wolfeschlegelsteinhausenbergerdorffweltkriegenhausenbergtalx',
  sixtyInWords: 'Maria Esperança da Conceição Figueiredo de Almeida Vasconcel',
  arabic: 'مريم عبد الرحمن',
  panjabi: 'ਹਰਪ੍ਰੀਤ',
  chinese: '陈美玲',
  emoji: '👩🏽‍🍼 Dee',
  quoted: '“Bunny” Okafor',
} as const;

export const hues = ['teal', 'clay', 'ochre', 'plum', 'moss', 'sky', 'rose', 'slate'] as const;
