package com.ytempire.ml.generation.picture.measure;

/**
 * Text on a picture, as whoever set it knows.
 *
 * @param contrast WCAG 2 ratio of the main text to the pixels around its letters, measured on the
 *     picture, 1 to 21
 * @param share of the picture that all text's box covers, 0 to 1
 * @param smallHeight height of the main text's capitals where the picture is 246 pixels wide, as in
 *     lists of videos; in pixels
 * @param words of the main text; in scripts without spaces, half its characters
 */
public record TextMark(double contrast, double share, double smallHeight, int words) {}
