/** What {@code pipelines.yaml} says: pipelines, their stages, and what follows when one fails. */
@NullMarked
package com.ytempire.ml.generation.pipeline.definition;

import org.jspecify.annotations.NullMarked;
