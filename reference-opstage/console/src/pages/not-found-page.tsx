import { t } from '../language/language.ts';
import { Page } from './page.tsx';
import { paths } from './paths.ts';

export function NotFoundPage() {
  const words = t().failure;
  return (
    <Page title={words.notFound}>
      <p>{words.notFoundAbout}</p>
      <p>
        <a href={paths.overview}>{words.home}</a>
      </p>
    </Page>
  );
}
