// Loadline
