/** What stands in reports of the kit, Chinese by its English: rules, their areas, and what checks say of themselves. */
import { requirementSections, requirements } from 'capsule-contract';
import { chineseOf } from './check-texts.ts';
import { kitEntries } from './kit-checks.ts';

export function reportTranslations(): Record<string, string> {
  const areas = requirementSections.map(({ section, title }) => [section, title['zh-CN']]);
  const rules = Object.values(requirements).map(({ sentence }) => [sentence.en, sentence['zh-CN']]);
  const checks = kitEntries.flatMap(({ role, checks: list }) =>
    list.flatMap((check) => {
      const chinese = chineseOf(role, check);
      return chinese === undefined
        ? []
        : [
            [check.title, chinese.title],
            [check.how, chinese.how],
          ];
    }),
  );
  return Object.fromEntries([...areas, ...rules, ...checks]);
}
