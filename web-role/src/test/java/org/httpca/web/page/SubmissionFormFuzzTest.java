package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What was typed comes back as it can be shown; typing that in again changes nothing. */
class SubmissionFormFuzzTest {

    @FuzzTest
    void anything(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        SubmissionForm form = SubmissionForm.typed(text, text, text, text, text);
        assertThat(SubmissionForm.typed(form.csr(), form.profile(), form.name(), form.email(), form.note()))
                .isEqualTo(form);
        assertThat(form.note().codePoints().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                .isEmpty();
    }
}
