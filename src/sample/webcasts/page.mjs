// Builds the page from which the frames of a clip are taken: all slides on top of each other, moved by one clock.

import { lark } from './drawing/outdoors.mjs';
import { colour } from './drawing/palette.mjs';
import { scenes } from './drawing/scenes.mjs';

export const WIDTH = 1280;
export const HEIGHT = 720;
/** A new slide opens as a growing circle, for this long. */
const OPENING = 0.9;

const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The HTML of one module's clip; `window.show(seconds)` shows the frame of that moment. */
export function page({ number, module, programme, time }) {
  const chapters = module.chapters.map((chapter, i) => ({
    ...chapter,
    number: i + 1,
    ends: module.chapters[i + 1]?.starts ?? time.length,
  }));
  const sections = time.slides.map((slide, i) => section(slide, i, chapters, { number, module, programme }));
  const times = time.slides.map(({ start, end }) => ({ start, end }));
  return `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${sections.join('')}${bar(chapters)}
<script>{const times=${JSON.stringify(times)},chapters=${JSON.stringify(chapters.map(({ starts, ends }) => [starts, ends]))},OPENING=${OPENING};${show}}</script>`;
}

function section(slide, i, chapters, { number, module, programme }) {
  const scene = scenes[slide.scene];
  if (!scene) throw new Error(`there is no scene “${slide.scene}”; there are ${Object.keys(scenes).join(', ')}`);
  const chapter = chapters.findLast(one => one.starts <= slide.start);
  const over = i === 0 ? `Module ${number}` : `${chapter.number}. ${chapter.title}`;
  const sign =
    i === 0
      ? `<div class="sign" style="color:${scene.sign ?? scene.ink}"><svg viewBox="-90 -96 190 140" width="64" height="48">${lark(scene.sign ?? scene.ink, scene.sign ? colour.goldSoft : scene.soft)}</svg>${escaped(programme.title)}</div>`
      : '';
  return `<section style="background:${scene.background};color:${scene.ink};--soft:${scene.soft};--length:${slide.end - slide.start + OPENING}s">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}"><g class="camera">${scene.draw()}</g></svg>
<div class="words${scene.narrow ? ' narrow' : ''}"><p class="over">${escaped(over)}</p><h1>${escaped(i === 0 ? module.title : slide.heading)}</h1>${slide.line ? `<p class="line">${escaped(slide.line)}</p>` : ''}</div>${sign}</section>`;
}

const bar = chapters =>
  `<div class="bar">${chapters.map(({ starts, ends }) => `<i style="flex:${ends - starts}"><b></b></i>`).join('')}</div>`;

const show = `
const sections=[...document.querySelectorAll('section')],parts=[...document.querySelectorAll('.bar i')],bar=document.querySelector('.bar')
window.show=(now)=>{
  times.forEach(({start,end},i)=>{
    const on=now>=start&&(now<end+OPENING||i===times.length-1)
    sections[i].style.display=on?'block':'none'
    if(!on)return
    sections[i].style.setProperty('--t',now-start)
    const open=Math.min(1,(now-start)/OPENING)
    sections[i].style.clipPath=i===0||open===1?'none':'circle('+1060*open*open*(3-2*open)+'px at 900px 370px)'
    if(open>.62||i===0)bar.style.color=getComputedStyle(sections[i]).color,bar.style.setProperty('--soft',getComputedStyle(sections[i]).getPropertyValue('--soft'))
  })
  parts.forEach((part,i)=>{const [from,to]=chapters[i];part.firstChild.style.width=100*Math.max(0,Math.min(1,(now-from)/(to-from)))+'%'})
  return new Promise((done)=>requestAnimationFrame(()=>done()))
}`;

const loop = (name, seconds, frames, more = 'ease-in-out infinite alternate') =>
  `@keyframes ${name}{${frames}} .${name}{animation:${name} ${seconds}s ${more} paused;animation-delay:calc(-1*var(--d,0s) - var(--t)*1s)}`;
const once = (name, seconds, frames, easing = 'ease-out') =>
  `@keyframes ${name}{${frames}} .${name}{animation:${name} ${seconds} ${easing} both paused;animation-delay:calc(var(--d,0s) - var(--t)*1s)}`;

const movements = [
  loop('breathe', 2.6, 'from{transform:none}to{transform:scale(1.004,1.012)}'),
  loop('sway', 3.6, 'from{transform:rotate(-1.3deg)}to{transform:rotate(1.5deg)}'),
  loop('float', 2.9, 'from{transform:translateY(-6px)}to{transform:translateY(6px)}'),
  loop('nod', 3.4, 'from{transform:rotate(-1.6deg)}to{transform:rotate(2deg)}'),
  loop('squeeze', 2.2, 'from{transform:rotate(-1deg) scale(.992)}to{transform:rotate(1.4deg)}'),
  loop('offer', 2.4, 'from{transform:translateX(26px)}to{transform:translateX(-8px)}'),
  loop('nudge', 2, 'from{transform:translateX(-14px)}to{transform:translateX(12px)}'),
  loop('glow', 3, 'from{opacity:.55}to{opacity:1}'),
  loop('flap', 0.5, 'from{transform:none}to{transform:scaleY(.3)}'),
  loop('blink', 4.6, '0%,93%{transform:none}95.5%{transform:scaleY(.08)}98%,to{transform:none}', 'linear infinite'),
  loop('speak', 4, '0%{opacity:0}14%,40%{opacity:1}60%,to{opacity:0}', 'linear infinite'),
  loop(
    'rain',
    1.8,
    '0%{transform:translate(0,-30px);opacity:0}12%,80%{opacity:1}to{transform:translate(-46px,250px);opacity:0}',
    'linear infinite',
  ),
  loop('ripple', 3, 'from{transform:scale(.4);opacity:.9}to{transform:scale(2.8);opacity:0}', 'linear infinite'),
  loop(
    'drop',
    4.2,
    '0%{transform:translateY(-60px);opacity:0}8%,34%{transform:translateY(-60px);opacity:1;animation-timing-function:ease-in}44%{transform:translateY(118px);animation-timing-function:ease-out}52%{transform:translateY(78px);animation-timing-function:ease-in}60%,90%{transform:translateY(118px);opacity:1}to{transform:translateY(118px);opacity:0}',
    'linear infinite',
  ),
  once('rise', '12s', 'from{transform:translateY(70px)}to{transform:translateY(-24px)}'),
  once('fly', '16s', 'from{transform:translate(-150px,70px)}to{transform:translate(60px,-40px)}', 'linear'),
  once('appear', '.7s', 'from{opacity:0;transform:translateY(16px)}to{opacity:1;transform:none}'),
  once('camera', 'var(--length)', 'from{transform:none}to{transform:scale(1.035)}', 'linear'),
].join('\n');

const style = `
*{margin:0;box-sizing:border-box} body{width:${WIDTH}px;height:${HEIGHT}px;overflow:hidden;background:${colour.night}}
section{position:absolute;inset:0;--t:0} section>svg{position:absolute;inset:0} .camera{transform-origin:900px 380px}
.words{position:absolute;left:72px;top:112px;width:452px;height:440px;display:flex;flex-direction:column;justify-content:center}
.narrow{width:404px}
.over{font:700 23px/1.3 Lato;letter-spacing:.02em;color:var(--soft);margin-bottom:18px}
h1{font:600 60px/1.08 Vollkorn;letter-spacing:-.012em;text-wrap:balance} .narrow h1{font-size:54px}
.line{font:500 28px/1.35 Lato;margin-top:24px;opacity:.92;text-wrap:balance}
.words>*{animation:words .9s ease-out both paused;animation-delay:calc(var(--w,.15s) - var(--t)*1s)} .words>h1{--w:.3s} .words>.line{--w:.65s}
@keyframes words{from{opacity:0;transform:translateY(12px)}to{transform:none}}
.bar{position:absolute;left:72px;top:64px;width:400px;display:flex;gap:7px} .bar i{height:7px;border-radius:4px;background:color-mix(in srgb,currentColor 24%,transparent);overflow:hidden}
.bar b{display:block;height:100%;background:var(--soft)}
.sign{position:absolute;left:66px;bottom:52px;display:flex;align-items:center;gap:12px;font:700 22px Lato}
${movements}`;
