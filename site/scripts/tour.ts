/** The tour of the console: its pictures in order, taken by `take-screenshots.ts`, shown by `{{screenshot overview}}`. */
import { fileURLToPath } from 'node:url';
import type { BilingualText } from 'capsule-contract/types';
import { type Language, languages } from './page.ts';

export const appearances = ['light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

export type TourStep = keyof typeof tour;

/** What somebody who does not see the picture has to know of it. */
export const tour = {
  overview: {
    en: 'Overview: one agent online and one offline, counts of services and commands, and a list of what needs attention',
    'zh-CN': '总览：一个 Agent 在线、一个离线，服务与命令的数量，以及需要关注的事项列表',
  },
  token: {
    en: 'A new registration token, shown once as three lines to paste, and a line that waits for the agent',
    'zh-CN': '新的注册令牌，以三行可粘贴的文字只显示一次，下方等待 Agent 到来',
  },
  service: {
    en: 'A service that is healthy, with its actions and its tabs for health, configuration, commands and manifest',
    'zh-CN': '一个健康的服务，附其动作，以及健康、配置、命令与清单各页',
  },
  action: {
    en: 'The form of an action, made from its input schema: one number with its bounds, and the button that runs it',
    'zh-CN': '由输入模式生成的动作表单：一个带上下限的数字，以及执行按钮',
  },
  command: {
    en: 'A command that succeeded: its result above, and below when it was created, delivered, acknowledged and completed',
    'zh-CN': '一个成功的命令：上方是它的结果，下方是创建、投递、确认与完成的时刻',
  },
  configs: {
    en: 'Configuration: current items, one of them sensitive without a value, and a revision that shows what changed',
    'zh-CN': '配置：当前各项，其中敏感项没有值；以及一个显示改动内容的修订',
  },
  audit: {
    en: 'The audit log: newest events first, and above them the verdict that the chain of hashes is whole',
    'zh-CN': '审计日志：最新事件在前，上方的判定说明哈希链完整',
  },
} as const satisfies Record<string, BilingualText>;

export const tourSteps = Object.keys(tour) as TourStep[];

export const screenshotFolder = fileURLToPath(new URL('../public/tour/', import.meta.url));
export const screenshotName = (step: TourStep, language: Language, appearance: Appearance): string =>
  `${step}-${language.toLowerCase()}-${appearance}.webp`;
export const screenshotNames = (): string[] =>
  tourSteps.flatMap((step) =>
    languages.flatMap((language) => appearances.map((appearance) => screenshotName(step, language, appearance))),
  );

/** Size of a picture in the page; the file has half as many pixels again in each direction. */
export const screenshotSize = { width: 960, height: 620 };

/** Both appearances; the page shows the one it has itself, and the other is never loaded. */
export const screenshot = (step: TourStep, language: Language): string => {
  const { width, height } = screenshotSize;
  const images = appearances.map(
    (appearance) =>
      `<img class="${appearance}" src="/tour/${screenshotName(step, language, appearance)}" alt="${tour[step][language]}" width="${width}" height="${height}" loading="lazy">`,
  );
  return `<figure class="screenshot">${images.join('')}</figure>`;
};
