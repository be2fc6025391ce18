/**
 * Training of models as the platform keeps account of it: what is asked for, and how far it has
 * come. How a model is trained belongs elsewhere.
 */
@NullMarked
package com.ytempire.ml.core.training;

import org.jspecify.annotations.NullMarked;
