package com.ytempire.ml.generation.picture.measure;

/**
 * Figures of a picture's pixels. All but the first three are measured on copies of fixed size, so
 * that files of different sizes compare.
 *
 * @param width of the file, in pixels
 * @param height of the file, in pixels
 * @param bytes length of the file; 0 where there is none
 * @param contrast standard deviation of lightness (OKLab), 0 to 0.5
 * @param colourfulness of Hasler and Süsstrunk (2003), 0 grey, 33 moderate, 82 high, at most about
 *     200
 * @param brightness mean lightness (OKLab), 0 to 1
 * @param saturation mean of HSV saturation times value, 0 to 1
 * @param edges share of pixels on edges where the picture is 246 by 138 pixels: how busy it looks
 *     in a list, 0 to 1
 * @param sharpness Laplacian of lightness (without sign) that half a percent of the pixels exceed,
 *     at 640 by 360 pixels, 0 to 4; below 0.05 is blurred, drawings reach 0.5 and more
 * @param clipped share of pixels that are black or white to within 2 of 255, 0 to 1
 * @param thirds share of what stands out that lies near the four crossings of the lines at thirds,
 *     0 to 1; spread evenly it is 0.37
 */
public record PictureFeatures(
    int width,
    int height,
    int bytes,
    double contrast,
    double colourfulness,
    double brightness,
    double saturation,
    double edges,
    double sharpness,
    double clipped,
    double thirds) {}
