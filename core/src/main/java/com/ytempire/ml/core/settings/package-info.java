/**
 * What the platform reads from the environment, by the reference's names, as typed records.
 *
 * <p>{@link com.ytempire.ml.core.settings.PlatformSettings} is the one entry: it reads a map of
 * variables once and refuses wrong values all together. Files such as {@code features.yaml} are
 * read where their content is understood, not here.
 */
@NullMarked
package com.ytempire.ml.core.settings;

import org.jspecify.annotations.NullMarked;
