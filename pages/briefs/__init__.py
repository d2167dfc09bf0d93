"""What a committee takes along: views as they were shown, and the documents made of them."""
