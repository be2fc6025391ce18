package com.ytempire.ml.local.doctor;

import java.util.Locale;

/** Judges measured amounts; the limits were taken from runs of the whole stack. */
final class Limits {

  private static final long GIB = 1L << 30;
  private static final int JAVA = 17;

  private Limits() {}

  static Finding java(int feature, String version) {
    return feature == JAVA
        ? Finding.ok("java", version)
        : Finding.fail("java", version, "install a JDK 17 and put it first on PATH");
  }

  /** All servers and one job hold up to 4 GiB; below 2 GiB the JVM alone does not fit. */
  static Finding memory(long availableBytes) {
    String observed = gib(availableBytes) + " available";
    if (availableBytes < 2 * GIB) {
      return Finding.fail("memory", observed, "free memory: 4 GiB are needed, 2 GiB at the least");
    }
    return availableBytes < 4 * GIB
        ? Finding.warn("memory", observed, "4 GiB are recommended; jobs may be slow")
        : Finding.ok("memory", observed);
  }

  /** Unpacked servers take 0.2 GiB, an empty stack 0.2 GiB more; the rest is for data. */
  static Finding disk(long usableBytes, String folder) {
    String observed = gib(usableBytes) + " free at " + folder;
    if (usableBytes < GIB) {
      return Finding.fail(
          "disk", observed, "free 1 GiB at least, or name another folder by --data");
    }
    return usableBytes < 5 * GIB
        ? Finding.warn("disk", observed, "5 GiB leave room for real data")
        : Finding.ok("disk", observed);
  }

  static Finding cores(int count) {
    return count >= 2
        ? Finding.ok("cores", "" + count)
        : Finding.warn("cores", "" + count, "two are recommended; the start takes about 40 s");
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) GIB);
  }
}
