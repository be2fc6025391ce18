package com.ytempire.ml.drift.detect;

/**
 * One bin of a column, reference beside current. It never holds fewer than {@link
 * BinnedComparison#LEAST_UNITS} units of a side, unless it holds none.
 *
 * @param from least number of it; NaN where it is open below
 * @param to greatest number of it where {@code from} is the same, or where the bin was put together
 *     of single values; else the first number behind it. NaN where it is open above
 * @param reference share of the reference, 0 to 1
 * @param current share of the window, 0 to 1
 */
public record ComparedBin(double from, double to, double reference, double current) {}
