// Tells an element how much of the screen the tablet's own keyboard covers, as --keyboard: the page's own height does not know it.
import { useEffect } from 'preact/hooks';

export function useKeyboardInset(element: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const seen = window.visualViewport;
    if (!seen) return;
    const tell = () => {
      // Pinched larger, the seen part is small without any keyboard.
      const covered = seen.scale > 1.01 ? 0 : Math.max(0, innerHeight - seen.height - seen.offsetTop);
      element.current?.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    tell();
    seen.addEventListener('resize', tell);
    seen.addEventListener('scroll', tell);
    return () => {
      seen.removeEventListener('resize', tell);
      seen.removeEventListener('scroll', tell);
    };
  }, [element]);
}
