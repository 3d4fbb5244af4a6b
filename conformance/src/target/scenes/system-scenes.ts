import { plainStage, type Scene } from './scene.ts';

export const systemScenes = {
  systemHealth: { stage: async () => plainStage({}) },
  systemVersion: { stage: async () => plainStage({}) },
} satisfies Record<string, Scene>;
