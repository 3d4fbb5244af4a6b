import { contractWords } from './contract-words.ts';

export const words = contractWords('zh-CN');
