/**
 * Manifests as JSON files. Strict about what it needs, so that a wrong manifest is refused before
 * anything is loaded; what it does not know it leaves alone, so that older programs read newer
 * files.
 */
@NullMarked
package com.ytempire.ml.inference.model.json;

import org.jspecify.annotations.NullMarked;
