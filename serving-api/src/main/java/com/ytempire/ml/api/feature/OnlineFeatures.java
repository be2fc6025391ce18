package com.ytempire.ml.api.feature;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.ytempire.ml.core.store.FeatureRead;
import java.util.List;

/**
 * The answer about many entities, in the order in which they were asked. Written to JSON as {@link
 * FeatureDocuments.Entities} says, value by value, without a tree.
 */
@JsonSerialize(using = FeatureReadJson.OfMany.class)
record OnlineFeatures(List<FeatureRead> reads) {
  OnlineFeatures {
    reads = List.copyOf(reads);
  }
}
