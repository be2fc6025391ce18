package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.feature.FeatureWrite;

/**
 * A row of the offline store, as it was read.
 *
 * @param write its values, laid out by {@link SetPlan#columns}
 * @param present per column whether the row's file has it. Not to be changed
 * @param position grows in the order in which a scan reads the rows of an entity
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoreRow(FeatureWrite write, boolean[] present, long position) {}
