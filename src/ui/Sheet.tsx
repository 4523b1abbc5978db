// A sheet: a native dialog that comes from the bottom in portrait and from the side in landscape, for choosing and for lists.
import { Dialog, type DialogProps } from './Dialog';

export function Sheet(props: Omit<DialogProps, 'form'>) {
  return <Dialog {...props} form="sheet" />;
}
