package org.httpca.signer.request;

/** Where a request stands, in the words of the state column. */
public enum State {
    WAITING_FOR_APPROVAL("Waiting-For-Approval"),
    WAITING_FOR_SIGNATURE("Waiting-For-Signature"),
    WAITING_FOR_TRANSMISSION("Waiting-For-Transmission"),
    TRANSMITTED("Transmitted");

    private final String text;

    State(String text) {
        this.text = text;
    }

    /** As the column has it, such as {@code Waiting-For-Approval}. */
    public String text() {
        return text;
    }

    static State of(String text) {
        for (State state : values()) {
            if (state.text.equals(text)) {
                return state;
            }
        }
        throw new IllegalArgumentException("No state is called " + text);
    }
}
