// Builds the office beside the app, by itself: shared with it, its parts would cut the app's chunks smaller and bring Dexie along.
import { build, type InlineConfig, type Plugin } from 'vite';

/**
 * After the service worker has its list, so that nothing of the office is in it, and before everything is packed.
 * `config`: how the app is built; the office takes its folder, and a folder of its own in there.
 */
export const officePage = ({ build: app, ...config }: InlineConfig): Plugin => ({
  name: 'larkrise:office-page',
  apply: 'build',
  enforce: 'post',
  closeBundle: {
    order: 'post',
    sequential: true,
    async handler(fault?: Error) {
      if (fault) return;
      await build({
        ...config,
        configFile: false,
        logLevel: 'warn',
        build: {
          ...app,
          emptyOutDir: false,
          copyPublicDir: false,
          assetsDir: 'assets/office',
          manifest: 'office-manifest.json',
          modulePreload: { polyfill: false },
          rolldownOptions: { input: { office: 'office.html' } },
        },
      });
    },
  },
});
