package com.ytempire.ml.alerts.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Units as conditions write them. */
public enum Unit {
  MS("ms", Dimension.DURATION, 1e-3),
  S("s", Dimension.DURATION, 1),
  M("m", Dimension.DURATION, 60),
  H("h", Dimension.DURATION, 3600),
  D("d", Dimension.DURATION, 86_400),
  PERCENT("%", Dimension.SHARE, 1e-2),
  DOLLAR("$", Dimension.MONEY, 1),
  B("B", Dimension.BYTES, 1),
  KB("KB", Dimension.BYTES, 1e3),
  KIB("KiB", Dimension.BYTES, 1 << 10),
  MB("MB", Dimension.BYTES, 1e6),
  MIB("MiB", Dimension.BYTES, 1 << 20),
  GB("GB", Dimension.BYTES, 1e9),
  GIB("GiB", Dimension.BYTES, 1 << 30),
  TB("TB", Dimension.BYTES, 1e12),
  TIB("TiB", Dimension.BYTES, 1L << 40),
  PER_HOUR("/h", Dimension.RATE, 1 / 3600.0),
  PER_MINUTE("/m", Dimension.RATE, 1 / 60.0),
  PER_SECOND("/s", Dimension.RATE, 1),
  B_PER_SECOND("B/s", Dimension.BYTE_RATE, 1),
  KB_PER_SECOND("KB/s", Dimension.BYTE_RATE, 1e3),
  KIB_PER_SECOND("KiB/s", Dimension.BYTE_RATE, 1 << 10),
  MB_PER_SECOND("MB/s", Dimension.BYTE_RATE, 1e6),
  MIB_PER_SECOND("MiB/s", Dimension.BYTE_RATE, 1 << 20),
  GB_PER_SECOND("GB/s", Dimension.BYTE_RATE, 1e9),
  GIB_PER_SECOND("GiB/s", Dimension.BYTE_RATE, 1 << 30);

  private final String word;
  private final Dimension dimension;
  private final double factor;

  Unit(String word, Dimension dimension, double factor) {
    this.word = word;
    this.dimension = dimension;
    this.factor = factor;
  }

  public String word() {
    return word;
  }

  public Dimension dimension() {
    return dimension;
  }

  /** Base units of the dimension in one of this. */
  public double factor() {
    return factor;
  }

  /** The unit of a word; upper and lower case matter. */
  public static Optional<Unit> ofWord(String word) {
    return Arrays.stream(values()).filter(unit -> unit.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Unit::word).toList();
  }
}
