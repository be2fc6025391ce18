package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.FeatureWrite;

/** Takes the rows of a scan, one after the other. */
@FunctionalInterface
public interface OfflineRowVisitor {

  /**
   * Takes a row.
   *
   * @param row its values, laid out by the schema that was asked for
   * @param present per column of that schema, whether the row's file has it. Where it does not, the
   *     value was never computed, which is not the same as null. Only valid during the call
   */
  void visit(FeatureWrite row, boolean[] present);
}
