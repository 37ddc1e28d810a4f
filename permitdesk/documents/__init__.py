"""What leaves the program: the printed report and the calendar file."""
