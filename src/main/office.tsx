// The office's entry: a page of its own beside the app, for whoever signs in from outside a tablet. It keeps nothing on the device.
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/page.css';
import { render } from 'preact';
import { createHttp } from '../device/http';
import { OfficeApp } from '../features/office/OfficeApp';

const root = document.getElementById('app');
if (root) render(<OfficeApp http={createHttp()} />, root);
