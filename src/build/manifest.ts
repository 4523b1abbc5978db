// The web app manifest: what Larkrise is called and looks like once it is installed, and the three ways in from its icon.
import type { ManifestOptions } from 'vite-plugin-pwa';

const png = (src: string, size: number) => ({ src, sizes: `${size}x${size}`, type: 'image/png' });

/** The page asks for tile and PIN first, and then opens where the shortcut led. */
const shortcut = (name: string, description: string, url: string, icon: string) => ({
  name,
  description,
  url,
  icons: [png(`/shortcut-${icon}.png`, 192)],
});

export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Larkrise',
  short_name: 'Larkrise',
  description: 'Modules, reflections, gap tasks and strengths boards for people who look after babies.',
  lang: 'en-GB',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  orientation: 'any',
  theme_color: '#1f4d4a',
  background_color: '#fbf7f0',
  categories: ['education', 'productivity'],
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
    png('/icon-192.png', 192),
    png('/icon-512.png', 512),
    { ...png('/icon-maskable-512.png', 512), purpose: 'maskable' },
  ],
  shortcuts: [
    shortcut('Reflect', 'Write a reflection', '/reflections/new', 'reflect'),
    shortcut('Boards', 'See the strengths boards', '/babies', 'boards'),
    shortcut('Learn', 'Watch a module', '/learn', 'learn'),
  ],
};
