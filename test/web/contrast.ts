import type { Page } from 'playwright-core';

/** Texts that are fainter than WCAG AA (4.5 to 1) against the nearest ground behind them. */
export const contrastFaults = (page: Page): Promise<string[]> => page.evaluate(measure);

const measure = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const isOpaque = (color) => (channels(color)[3] ?? 1) === 1;
  const luminance = (color) => {
    const [r, g, b] = channels(color).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return isOpaque(backgroundColor) ? backgroundColor : groundOf(element.parentElement);
  };
  const faults = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter(({ nodeType }) => nodeType === 3);
    const written = text.map(({ data }) => data).join('').trim();
    if (!written || !element.checkVisibility()) continue;
    const [low, high] = [getComputedStyle(element).color, groundOf(element)]
      .map(luminance)
      .sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) faults.push(written + ': ' + ratio.toFixed(2));
  }
  return faults;
})()`;
