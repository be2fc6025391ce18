package com.ytempire.ml.api.feature;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.ytempire.ml.core.store.FeatureRead;

/** The answer about one entity, written as {@link FeatureDocuments.Entity} says. */
@JsonSerialize(using = FeatureReadJson.OfOne.class)
record EntityFeatures(FeatureRead read) {}
