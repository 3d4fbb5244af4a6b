/** Prints the viewer page: for whoever wants it without building the package. */
import { viewerPage } from './viewer-page.ts';

process.stdout.write(await viewerPage());
