import { afterAll, afterEach } from 'vitest';
import { endOfFile, endOfStory } from './world.ts';

// Files of one worker share their modules, so hooks that are to hold in each of them are set here.
afterEach((context) => endOfStory(context.task.result?.state === 'fail'));
afterAll(endOfFile);
