import { expect } from 'chai';
import { errno } from 'evergreen-ts/io';
import { ErrorThrottle } from '../../../src/io/stream/error-throttle.js';

describe('errors that come again and again', () => {
  it('are reported once, until there was calm for ten seconds; each errno by itself', () => {
    const episodes = new ErrorThrottle();
    const news = (number: number, now: number): boolean => episodes.shouldReport(number, now);
    expect(news(errno.EMFILE, 5)).to.equal(true);
    for (let now = 5; now < 60; now += 0.5) expect(news(errno.EMFILE, now)).to.equal(false);
    expect(news(errno.ENFILE, 60)).to.equal(true);
    expect(news(errno.EMFILE, 69)).to.equal(false);
    expect(news(errno.EMFILE, 79)).to.equal(true);
    expect(news(errno.ENFILE, 79)).to.equal(true);
  });
});
